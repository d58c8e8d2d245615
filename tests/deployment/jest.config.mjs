// The tests of the deployment, which need an applied state: npm run test:deployment runs them.
import config from "../../jest.config.mjs";

export default {
  ...config,
  rootDir: "../..",
  testMatch: ["<rootDir>/tests/deployment/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
