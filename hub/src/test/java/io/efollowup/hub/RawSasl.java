package io.efollowup.hub;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How a device of the first years' libraries begins over AMQP, byte by byte. */
final class RawSasl {
  static final byte[] HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
  static final byte[] AMQP = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};

  /** Of a container that is called c. */
  static final byte[] OPEN =
      frame(0, new byte[] {0, 0x53, 0x10, (byte) 0xc0, 4, 1, (byte) 0xa1, 1, 'c'});

  private RawSasl() {}

  /** SASL header, sasl-init with the token, AMQP header and open, in one. */
  static byte[] opening(String token) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(plain(token));
    bytes.write(AMQP);
    bytes.write(OPEN);
    return bytes.toByteArray();
  }

  /** SASL header and sasl-init with the token of device cgm-a. */
  static byte[] plain(String token) throws IOException {
    byte[] response = ("\0cgm-a@sas.127\0" + token).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    DataOutputStream list = new DataOutputStream(fields);
    list.writeInt(2); // mechanism, initial-response
    list.writeByte(0xa3);
    list.writeByte(5);
    list.writeBytes("PLAIN");
    list.writeByte(0xb0);
    list.writeInt(response.length);
    list.write(response);
    ByteArrayOutputStream init = new ByteArrayOutputStream();
    DataOutputStream described = new DataOutputStream(init);
    described.write(new byte[] {0, 0x53, 0x41, (byte) 0xd0});
    described.writeInt(fields.size());
    described.write(fields.toByteArray());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(HEADER);
    bytes.write(frame(1, init.toByteArray()));
    return bytes.toByteArray();
  }

  /** SASL header, sasl-init of a mechanism without a response, AMQP header and open. */
  static byte[] openingBy(String mechanism) throws IOException {
    ByteArrayOutputStream init = new ByteArrayOutputStream();
    init.write(new byte[] {0, 0x53, 0x41, (byte) 0xc0, (byte) (mechanism.length() + 3), 1});
    init.write(new byte[] {(byte) 0xa3, (byte) mechanism.length()});
    init.write(mechanism.getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(HEADER);
    bytes.write(frame(1, init.toByteArray()));
    bytes.write(AMQP);
    bytes.write(OPEN);
    return bytes.toByteArray();
  }

  /** A session. */
  static byte[] begin(int channel) {
    byte[] body = {0, 0x53, 0x11, (byte) 0xc0, 7, 4, 0x40, 0x43, 0x52, 1, 0x52, 1};
    return ByteBuffer.wrap(frame(0, body)).putShort(6, (short) channel).array();
  }

  private static byte[] frame(int type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put((byte) 2)
        .put((byte) type)
        .putShort((short) 0)
        .put(body)
        .array();
  }
}
