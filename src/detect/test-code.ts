const testPath = new RegExp(
  [
    /(^|\/)(tests?|__tests__|__mocks__|__fixtures__|e2e|fixtures|testdata|test-data|cypress|integration-tests?|[\w.-]*(Tests|\.Test|UnitTests|FunctionalTests|IntegrationTests))\//,
    // Code that drives the application from outside: smoke, load and speed tests.
    /(^|\/)(smoke|(smoke|load|stress|soak|perf|performance)[-_]?tests?|tests?[-_](smoke|load|perf)|[Bb]enchmarks?|locust|gatling|k6)\//,
    /(^|\/)((smoke|load|stress|soak|perf|performance)[-_]?tests?([-_.][^/]*)?|smoke[-_][^/]*|([^/]*[-_.])?(smoke|loadtest|load[-_]test|bench|benchmark)|locustfile)\.([cm]?[jt]s|py)$/,
    /(^|\/)spec\/.*\.(rb|[cm]?[jt]sx?)$/,
    /\.((\w+-)?spec|(\w+-)?test|stories)(\.[\w-]+)*\.[cm]?[jt]sx?$/,
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
