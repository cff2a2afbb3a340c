package io.jararaca.cli;

import io.jararaca.core.schedule.ZoneData;
import io.jararaca.worker.process.LibraryVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "jararaca " + LibraryVersion.get(), "zone data " + ZoneData.version(), "Java ${java.version}"
    };
  }
}
