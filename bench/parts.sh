#!/usr/bin/env bash
# Measures the parts of a boot one by one: readers of plans and user data, the binder, the planner of routes, the engine a step.
# BenchmarkDotNet prints the tables and keeps nothing. 'bench/parts.sh --job Dry' runs each once, which only shows that it works.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
job=(--job Short)
case " $* " in *" --job "*) job=() ;; esac
dotnet run -c Release -p:RunAnalyzers=false --project tests/Benchmarks -- \
  --filter '*' --inProcess "${job[@]}" --artifacts "$work" "$@"
