package dev.holdfast.bench;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.lock.Lock;
import dev.holdfast.lock.LockText;
import dev.holdfast.spec.Spec;

/** All that Holdfast does around a completer, from text to text. */
final class Loop {

    private Loop() {}

    /**
     * What a completion leaves behind.
     *
     * @param spec the spec's text, what was added written into it
     * @param lock the lock's text
     * @param completer the completer, which knows what it was sent and how long it took
     */
    record Result(String spec, String lock, Replay completer) {}

    /** Completes a spec for which there is no lock. */
    static Result first(Sample sample) {
        Replay completer = new Replay(sample.complete());
        Completion done = Holdfast.complete(Spec.parse(sample.file(), sample.spec()), null, completer);
        return new Result(done.spec().text(), LockText.write(done.lock()), completer);
    }

    /** Completes a spec for which there is a lock. */
    static Result again(Sample sample, String lock) {
        Replay completer = new Replay(sample.complete());
        Lock found = LockText.read(lock, "vm.lock.yaml");
        Completion done = Holdfast.complete(Spec.parse(sample.file(), sample.spec()), found, completer);
        // As LockFile does: a lock that came back as it was found isn't written.
        String kept = done.lock() == found ? lock : LockText.write(done.lock());
        return new Result(done.spec().text(), kept, completer);
    }
}
