#!/usr/bin/env bash
# The case works on a copy of the example, as on somebody's repository.
set -euo pipefail
cp -R "${BASH_SOURCE[0]%/*}/../../examples/orders/." .
