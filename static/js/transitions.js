// From a card to its page and back, the picture carries over (cross-document view transitions).
// The stylesheet opts in where readers have not asked for stillness, and names the large picture of
// a page; here the card that leads to it gets the same name, for the moment alone: two pictures of
// a name would stop both. Other browsers just follow the link.

const NAME = "picture";

function cardOf(url) {
  const path = url && new URL(url).pathname;
  for (const link of document.querySelectorAll(".card__name a, .agenda__name a")) {
    if (link.pathname === path) return link.closest("article").querySelector("img");
  }
  return null;
}

async function carry(picture, transition) {
  if (!picture || document.querySelector(".lead-picture img")) return;
  picture.style.viewTransitionName = NAME;
  await transition.finished.catch(() => {});
  picture.style.viewTransitionName = "";
}

// Leaving a list for one of its pages.
addEventListener("pageswap", (event) => {
  if (event.viewTransition) carry(cardOf(event.activation?.entry?.url), event.viewTransition);
});

// Coming back to the list, as browsers keep it.
addEventListener("pagereveal", (event) => {
  const from = globalThis.navigation?.activation?.from?.url;
  if (event.viewTransition) carry(cardOf(from), event.viewTransition);
});
