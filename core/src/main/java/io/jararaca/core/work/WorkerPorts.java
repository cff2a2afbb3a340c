package io.jararaca.core.work;

import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.ledger.WorkerLedger;
import io.jararaca.core.presence.Presence;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * All that the worker loop needs of the world.
 *
 * @param serial runs the loop's own steps, one at a time and in order
 * @param handlerThreads runs handlers; must have a thread for each of them at once
 * @param settling acknowledges deliveries, which may block while the broker's connection does
 * @param clock measures time that passes. A steady one: leases and timeouts hang on it, so it must
 *     not jump when the machine's clock is set
 * @param random for nonces and for the spread of back-offs
 */
public record WorkerPorts(
    WorkerLedger ledger,
    RunConsumers consumers,
    Presence presence,
    Executor serial,
    Executor handlerThreads,
    Executor settling,
    InstantSource clock,
    RandomGenerator random,
    WorkObserver observer) {}
