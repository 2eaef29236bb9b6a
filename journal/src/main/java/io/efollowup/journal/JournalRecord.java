package io.efollowup.journal;

/**
 * An entry in its place.
 *
 * @param position its number, rising by one from entry to entry, never used twice
 * @param entry what was appended
 */
public record JournalRecord(long position, JournalEntry entry) {}
