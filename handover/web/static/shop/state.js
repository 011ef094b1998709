const CART = "bergwerk.cart";
const COUNTRY = "bergwerk.country";
const MOST_PIECES = 9;

export const COUNTRIES = ["DE", "AT", "CH"];

// Without storage the choices last for one page.
const memory = new Map();

function read(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Kept in memory above.
  }
  document.dispatchEvent(new Event("shop-changed"));
}

export function country() {
  const kept = read(COUNTRY);
  return COUNTRIES.includes(kept) ? kept : "DE";
}

export function setCountry(code) {
  write(COUNTRY, code);
}

/** Lines of the cart: `{sku, size, pieces}`; `size` is null where there is only one. */
export function cart() {
  try {
    const lines = JSON.parse(read(CART) ?? "[]");
    return Array.isArray(lines) ? lines.filter((line) => typeof line.sku === "string" && line.pieces > 0) : [];
  } catch {
    return [];
  }
}

export function piecesInCart() {
  return cart().reduce((sum, line) => sum + line.pieces, 0);
}

export function addToCart(sku, size) {
  const lines = cart();
  const line = lines.find((other) => other.sku === sku && other.size === size);
  if (line) line.pieces = Math.min(MOST_PIECES, line.pieces + 1);
  else lines.push({ sku, size, pieces: 1 });
  write(CART, JSON.stringify(lines));
}

/** Set how many pieces a line has; none removes it. */
export function setPieces(sku, size, pieces) {
  const lines = cart().map((line) => (line.sku === sku && line.size === size ? { ...line, pieces: Math.min(MOST_PIECES, pieces) } : line));
  write(CART, JSON.stringify(lines.filter((line) => line.pieces > 0)));
}

export function emptyCart() {
  write(CART, "[]");
}
