package io.efollowup.hub.internal.guard;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Who is behind a connection, as far as limits of an address go: an IPv4 address, or the first 64
 * bits of an IPv6 address, which is what one household or one phone is given.
 *
 * @param six whether it is a part of an IPv6 address
 * @param bits the address, or its first 64 bits
 */
public record Origin(boolean six, long bits) {
  /** Of what has no address: all that share it are one. */
  public static final Origin UNKNOWN = new Origin(false, 0);

  /** Of the address a connection comes from; never asks a name service. */
  public static Origin of(SocketAddress address) {
    if (address == null || address.hostAddress() == null) {
      return UNKNOWN;
    }
    try {
      return of(InetAddress.getByName(address.hostAddress()));
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }

  static Origin of(java.net.SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? of(inet.getAddress())
        : UNKNOWN;
  }

  /** Of an address. */
  public static Origin of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new Origin(true, bytes.getLong())
        : new Origin(false, Integer.toUnsignedLong(bytes.getInt()));
  }

  /** An address stands in no log. */
  @Override
  public String toString() {
    return "Origin[hidden]";
  }
}
