/** Benchmarks and load: what the figures in docs/benchmarks.md are measured with. */
package io.efollowup.bench;
