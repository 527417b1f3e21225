package io.thalweg.cli;

import picocli.CommandLine.IVersionProvider;

/// The version of the jar this runs from.
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "thalweg " + (version == null ? "(unpackaged)" : version), "on Java " + Runtime.version()
    };
  }
}
