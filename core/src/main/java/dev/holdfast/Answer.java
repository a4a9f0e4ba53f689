package dev.holdfast;

import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.match.AfterCompletion;
import dev.holdfast.match.Pairs;
import dev.holdfast.spec.Spec;
import java.util.List;

/**
 * What a completer made of what was submitted, part by part.
 *
 * @param pairs which device of the answer was submitted as which
 * @param devices every device of the answer, in its order
 * @param rest what stands outside the devices
 */
record Answer(Pairs<Element> pairs, List<Returned> devices, Rest rest) {

    static Answer of(Element complete, Spec spec, Submission submission) {
        Pairs<Element> pairs =
                AfterCompletion.match(DeviceKinds.in(submission.domain()), DeviceKinds.in(complete));
        return new Answer(
                pairs,
                Returned.in(complete, spec, submission, pairs),
                Rest.of(complete, spec, submission.pinned()));
    }
}
