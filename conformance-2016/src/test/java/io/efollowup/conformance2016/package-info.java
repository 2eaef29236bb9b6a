/**
 * What the original system's clients did, done with the libraries they were built on. They neither
 * report failures nor end when told to, so the tests here wait for what the hub shows.
 */
package io.efollowup.conformance2016;
