#!/bin/sh
test "$(sh greet.sh)" = hello || { echo "greet.sh does not say hello" >&2; exit 1; }
