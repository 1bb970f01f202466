// From a card to its page and back, the picture carries over (cross-document view transitions).
// The stylesheet opts in where readers have not asked for stillness; other browsers just follow
// the link. The name is given for the moment alone: two pictures of a name would stop both.

const NAME = "picture";

function pictureOf(url) {
  const path = url && new URL(url).pathname;
  if (path === location.pathname) return document.querySelector(".lead-picture img");
  for (const link of document.querySelectorAll(".card__name a, .agenda__name a")) {
    if (link.pathname === path) return link.closest("article").querySelector("img");
  }
  return null;
}

async function carry(picture, transition) {
  if (!picture) return;
  picture.style.viewTransitionName = NAME;
  await transition.finished.catch(() => {});
  picture.style.viewTransitionName = "";
}

// Leaving: the card that was followed, or the large picture when going back to a list.
addEventListener("pageswap", (event) => {
  if (!event.viewTransition || !event.activation) return;
  const picture = pictureOf(event.activation.entry.url) ?? pictureOf(location.href);
  carry(picture, event.viewTransition);
});

// Arriving: the large picture, or the card of the page that was left.
addEventListener("pagereveal", (event) => {
  const from = globalThis.navigation?.activation?.from?.url;
  if (!event.viewTransition || !from) return;
  carry(pictureOf(location.href) ?? pictureOf(from), event.viewTransition);
});
