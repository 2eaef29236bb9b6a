package io.efollowup.server.command;

import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.Administration.DeadLetterView;
import io.efollowup.server.admin.Administration.DeviceView;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup device}: the devices that may speak to the hub. */
@Command(
    name = "device",
    mixinStandardHelpOptions = true,
    description = "Registers, shows, lists, configures, disables and deletes devices.")
public final class DeviceCommand {
  private static final String HEADER = "id,enabled,patient,created,waiting";
  private static final String DEAD_LETTERS_HEADER = "sequence,outcome,queued,ended,messageid,bytes";

  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Registers a device and prints its connection string.")
  int create(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "ID", description = "Opaque; nothing that tells who wears it.")
          String id,
      @Option(
              names = "--patient",
              paramLabel = "P",
              defaultValue = "",
              description =
                  "Pseudonym of the patient whose readings it brings, whatever their time.")
          String patient) {
    return print(data.<String>administer(admin -> admin.createDevice(id, patient)));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Says whose readings a device brings; what was kept aside for want of a patient goes to"
              + " them.")
  int assign(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--patient", paramLabel = "P", required = true, description = "Pseudonym.")
          String patient,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              defaultValue = "",
              description = "Since when, such as 2026-05-10T08:00:00+08:00 (default: now).")
          String from) {
    int released = data.administer(admin -> admin.assignDevice(id, patient, from));
    spec.commandLine().getErr().println("efollowup: released from aside: " + released);
    return 0;
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows one device.")
  int show(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    DeviceView device = data.administer(admin -> admin.device(id));
    return print(HEADER, line(device));
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists all devices as CSV.")
  int list(@Mixin DataOptions data) {
    print(HEADER);
    data.administer(Administration::devices).forEach(device -> print(line(device)));
    return 0;
  }

  @Command(
      name = "dead-letters",
      mixinStandardHelpOptions = true,
      description =
          "Lists as CSV the messages to the device that it did not complete, of the last seven"
              + " days; never what they say.")
  int deadLetters(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    List<DeadLetterView> letters = data.administer(admin -> admin.deadLetters(id));
    print(DEAD_LETTERS_HEADER);
    letters.forEach(letter -> print(line(letter)));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a device's twin as JSON, after changing what is desired if stated.")
  int twin(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--desired",
              paramLabel = "JSON",
              defaultValue = "",
              description =
                  "Object to be laid over the desired properties, such as"
                      + " {\"samplingIntervalSeconds\":300}; a null removes.")
          String desired) {
    return print(
        data.<String>administer(
            admin -> desired.isEmpty() ? admin.deviceTwin(id) : admin.changeDesired(id, desired)));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Refuses whatever the device sends from now on.")
  int disable(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    return data.administer(
        admin -> {
          admin.disableDevice(id);
          return 0;
        });
  }

  @Command(mixinStandardHelpOptions = true, description = "Removes the device; what it sent stays.")
  int delete(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    return data.administer(
        admin -> {
          admin.deleteDevice(id);
          return 0;
        });
  }

  private static String line(DeviceView device) {
    return String.join(
        ",",
        CsvText.field(device.id()),
        Boolean.toString(device.enabled()),
        device.patient(),
        device.createdAt(),
        Integer.toString(device.waitingMessages()));
  }

  private static String line(DeadLetterView letter) {
    return String.join(
        ",",
        Long.toString(letter.sequence()),
        letter.outcome(),
        letter.queued(),
        letter.ended(),
        CsvText.field(letter.messageId()),
        Integer.toString(letter.bytes()));
  }

  private int print(String... lines) {
    PrintWriter out = spec.commandLine().getOut();
    for (String line : lines) {
      out.println(line);
    }
    out.flush();
    return 0;
  }
}
