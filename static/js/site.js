// What every page runs: the sky that moves on, and pictures that carry over from list to item.
import "./sky.js";
import "./transitions.js";
