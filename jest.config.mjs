// Jest runs the TypeScript sources as ES modules on the same Node that Lambda runs; types are stripped, never checked (tsc does that).
// The functions' own logs would hide what fails.
process.env.AWS_LAMBDA_LOG_LEVEL = "fatal";

export default {
  testEnvironment: "node",
  testTimeout: 30_000,
  // Most tests wait for processes and queues, not for the processor.
  maxWorkers: "100%",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/scripts/strip-types.mjs" },
  testMatch: ["<rootDir>/**/*.test.ts"],
  // tests/deployment needs an applied state: npm run test:deployment runs it.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/dist/", "<rootDir>/tests/deployment/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  injectGlobals: false,
  errorOnDeprecated: true,
  reporters: ["default", "<rootDir>/scripts/no-silent-tests.mjs"],
};
