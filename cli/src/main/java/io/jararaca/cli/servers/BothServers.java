package io.jararaca.cli.servers;

/** Ledger and broker, connected. */
public record BothServers(LedgerAccess ledger, ConnectedBroker broker) implements AutoCloseable {

  @Override
  public void close() {
    broker.close();
    ledger.close();
  }
}
