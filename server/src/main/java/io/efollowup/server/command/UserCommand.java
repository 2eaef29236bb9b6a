package io.efollowup.server.command;

import io.efollowup.server.admin.Administration.AccountRequest;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.admin.NewPassword;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup user}: people's accounts. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Accounts of the people who sign in.")
public final class UserCommand {
  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Makes an account. Without --password-stdin a password is made and printed, once.")
  int create(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME", description = "Sign-in name.") String name,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description =
                  "operator, security-officer, doctor, nurse, patient, follower or analyst.")
          String role,
      @Option(names = "--password-stdin", description = "Read the password from standard input.")
          boolean passwordFromInput,
      @Option(
              names = "--patient",
              paramLabel = "P",
              defaultValue = "",
              description = "Whose record a patient's account opens.")
          String patient,
      @Option(names = "--language", defaultValue = "en", description = "zh or en.") String language)
      throws IOException {
    String password = passwordFromInput ? passwordFromInput() : NewPassword.random();
    data.administer(
        admin -> {
          admin.createAccount(new AccountRequest(name, role, password, patient, language));
          return name;
        });
    tell(password, passwordFromInput);
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives an account another password and ends its lock-out.")
  int password(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME", description = "Sign-in name.") String name,
      @Option(names = "--password-stdin", description = "Read the password from standard input.")
          boolean passwordFromInput)
      throws IOException {
    String password = passwordFromInput ? passwordFromInput() : NewPassword.random();
    data.administer(
        admin -> {
          admin.setPassword(name, password);
          return name;
        });
    tell(password, passwordFromInput);
    return 0;
  }

  private void tell(String password, boolean known) {
    if (!known) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(password);
      out.flush();
    }
  }

  private static String passwordFromInput() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null || line.isEmpty()) {
      throw new AdministrationProblem("no password on standard input");
    }
    return line;
  }
}
