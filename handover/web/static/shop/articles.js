import { clothing } from "./articles/clothing.js";
import { gear } from "./articles/gear.js";
import { packs } from "./articles/packs.js";
import { shoes } from "./articles/shoes.js";

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
export const ARTICLES = [...packs, ...clothing, ...shoes, ...gear];

export function article(sku) {
  return ARTICLES.find((one) => one.sku === sku) ?? null;
}
