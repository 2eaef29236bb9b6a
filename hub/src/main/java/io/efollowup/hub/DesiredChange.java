package io.efollowup.hub;

/**
 * Desired properties of a device have changed.
 *
 * @param version of the desired properties after the change
 * @param patch JSON of the merge patch with {@code $version}; after a replacement, all desired
 *     properties
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record DesiredChange(long version, byte[] patch) {
  /** Shows nothing of the change. */
  @Override
  public String toString() {
    return "DesiredChange[" + version + "]";
  }
}
