const testPath = new RegExp(
  [
    /(^|\/)(tests?|__tests__|__mocks__|__fixtures__|e2e|fixtures|testdata|test-data|cypress|integration-tests?|[\w.-]*(Tests|\.Test|UnitTests|FunctionalTests|IntegrationTests))\//,
    /(^|\/)spec\/.*\.(rb|[cm]?[jt]sx?)$/,
    /\.(spec|test|e2e-spec|stories)\.[cm]?[jt]sx?$/,
    /_test\.(go|py)$|(^|\/)(test_[^/]*|conftest)\.py$/,
    /(Test|Tests|IT|Spec)\.(java|kt|cs|scala|groovy)$/,
  ]
    .map((part) => part.source)
    .join("|"),
);

/** Declared test code: it says nothing about what the application does. */
export function isTestPath(path: string): boolean {
  return testPath.test(path);
}
