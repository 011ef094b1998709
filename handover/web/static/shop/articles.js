import { climbing } from "./articles/climbing.js";
import { clothing } from "./articles/clothing.js";
import { equipment } from "./articles/equipment.js";
import { packs } from "./articles/packs.js";
import { shoes } from "./articles/shoes.js";
import { sleeping } from "./articles/sleeping.js";

export const CATEGORIES = [
  { id: "packs", de: "Rucksäcke", en: "Backpacks" },
  { id: "clothing", de: "Bekleidung", en: "Clothing" },
  { id: "shoes", de: "Schuhe", en: "Footwear" },
  { id: "sleeping", de: "Zelt & Schlafen", en: "Tents & sleeping" },
  { id: "climbing", de: "Klettern", en: "Climbing" },
  { id: "equipment", de: "Ausrüstung", en: "Equipment" },
];

/**
 * What the pages of the demo shop show of the assortment: names, prices and stock agree with the shop's database, which a
 * test compares. `stock` is `in`, `few` or `out`; `sizes` is empty where there is only one.
 */
export const ARTICLES = [...packs, ...clothing, ...shoes, ...sleeping, ...climbing, ...equipment];

export function article(sku) {
  return ARTICLES.find((one) => one.sku === sku) ?? null;
}
