import { expect, test } from "@jest/globals";
import { renderNumber } from "./render-number.ts";

test.each([
  [83.66666666666667, 2, "83.67"],
  [76, 2, "76"],
  [0.5, 2, "0.5"],
  [100, 0, "100"],
  [-0.001, 2, "0"],
  [-5.25, 2, "-5.25"],
  [null, 2, "-"],
  [7071067.105, 9, "7071067.105"],
  [123456789012345, 2, "1.2345679e14"],
  [1e-12, 14, "1e-12"],
] as const)("%p with %i decimals is %s", (value, decimals, text) => {
  expect(renderNumber(value, decimals)).toBe(text);
});

test.each([
  [1234.5678, 4, "1234.57"],
  [-123456789012345, 2, "-1.2e14"],
  [0.000123, 6, "0.00012"],
  [0.0000000123, 9, "1.23e-8"],
  [0.000123, 2, "0"],
  [9999999, 2, "9999999"],
  [99999999, 2, "1e8"],
] as const)("%p with %i decimals in seven columns is %s", (value, decimals, text) => {
  expect(renderNumber(value, decimals, 7)).toBe(text);
});
