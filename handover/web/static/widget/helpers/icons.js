// Path data of 24 by 24 icons, drawn with a line of the text's colour.
export const WHEEL = [
  "M12 5.6a6.4 6.4 0 1 1 0 12.8a6.4 6.4 0 0 1 0-12.8Z",
  "M12 10a2 2 0 1 1 0 4a2 2 0 0 1 0-4Z",
  "M12 2v8M12 14v8M2 12h8M14 12h8M4.93 4.93l5.66 5.66M13.41 13.41l5.66 5.66M19.07 4.93l-5.66 5.66M10.59 13.41l-5.66 5.66",
];
export const PERSON = ["M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8Z", "M4.5 20.5c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5"];
export const CLOCK = ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z", "M12 7.5V12l3 2"];
export const DONE = ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z", "M8 12.4l2.8 2.8L16.2 9.4"];
export const DOWN = ["M12 5v14M6 13l6 6l6-6"];
export const CHEVRON_DOWN = ["M6 9.5l6 6l6-6"];
export const SEND = ["M4.5 12L20 4.5L15.5 20l-3.8-6.2L4.5 12Z", "M11.7 13.8L20 4.5"];
export const THUMB_UP = ["M7.5 11v9H4.5v-9h3Z", "M7.5 11l4-7.5c1.6 0 2.5 1 2.3 2.6L13.2 9.5h4.9c1.3 0 2.2 1.2 1.9 2.4l-1.5 6.3c-.2 1-1.1 1.8-2.2 1.8H7.5"];
export const THUMB_DOWN = ["M7.5 13V4H4.5v9h3Z", "M7.5 13l4 7.5c1.6 0 2.5-1 2.3-2.6l-.6-3.4h4.9c1.3 0 2.2-1.2 1.9-2.4l-1.5-6.3C18.3 4.8 17.4 4 16.3 4H7.5"];
export const CLIP = ["M20 11.5l-8.1 8.1a5 5 0 0 1-7.1-7.1l8.4-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6"];
export const STAR = ["M12 3.2l2.7 5.6l6.1.9l-4.4 4.3l1 6.1L12 17.2l-5.4 2.9l1-6.1L3.2 9.7l6.1-.9L12 3.2Z"];
export const ALERT = ["M12 4L21.5 20H2.5L12 4Z", "M12 10v4.5", "M12 17.3v.1"];
export const MAIL = ["M3.5 6h17v12.5h-17Z", "M4 6.8l8 6.4l8-6.4"];
