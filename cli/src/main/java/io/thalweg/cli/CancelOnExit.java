package io.thalweg.cli;

import io.thalweg.cli.run.StatementRunner;

/// Ends the running statement when the process is asked to end (Ctrl-C, SIGTERM), so that a server
/// does not go on with it and half-written files go away.
final class CancelOnExit {
  private CancelOnExit() {}

  static void of(StatementRunner statements) {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("thalweg-cancel").unstarted(statements::cancel));
  }
}
