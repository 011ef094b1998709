// Which pages the menu leads to: those that owners open every week, and behind them the others.

import {
  conversationsAddress,
  deliveriesAddress,
  failuresAddress,
  gapsAddress,
  journeyAddress,
  overviewAddress,
  refusalsAddress,
  savingsAddress,
  serviceAddress,
} from "./address.js";

/** `page` names the text `nav.…`; `pages` are those on which it is the present one. */
export const MAIN = [
  { page: "overview", address: overviewAddress, pages: ["overview"] },
  { page: "journey", address: journeyAddress, pages: ["journey"] },
  { page: "gaps", address: gapsAddress, pages: ["gaps", "gap"] },
  { page: "failures", address: failuresAddress, pages: ["failures", "failure"] },
  { page: "service", address: serviceAddress, pages: ["service"] },
  { page: "savings", address: savingsAddress, pages: ["savings"] },
];
export const MORE = [
  { page: "conversations", address: conversationsAddress, pages: ["conversations", "conversation"] },
  { page: "refusals", address: refusalsAddress, pages: ["refusals"] },
  { page: "deliveries", address: deliveriesAddress, pages: ["deliveries"] },
];
