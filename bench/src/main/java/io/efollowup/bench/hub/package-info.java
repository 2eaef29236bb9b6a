/**
 * Load on the hub's doors and on another broker beside it: the same devices, messages and client,
 * each target a fresh process on the same cores.
 */
package io.efollowup.bench.hub;
