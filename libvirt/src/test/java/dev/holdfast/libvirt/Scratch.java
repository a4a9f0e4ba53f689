package dev.holdfast.libvirt;

import dev.holdfast.*;
import dev.holdfast.domain.*;
import dev.holdfast.lock.*;
import dev.holdfast.problem.*;
import dev.holdfast.spec.*;
import java.util.*;
import java.util.concurrent.*;

public class Scratch {
    static final List<String> LABS = List.of("bullseye", "bookworm", "trixie", "forky");
    public static void main(String[] a) throws Exception {
        Map<String, Libvirt> hosts = new LinkedHashMap<>();
        for (String n : LABS) hosts.put(n, Libvirt.connect("qemu+unix:///system?socket=/var/tmp/libvirt-lab/" + n + "/run/libvirt/libvirt-sock"));
        List<Corpus.Input> inputs = Corpus.inputs();
        if (a.length > 0) inputs = inputs.stream().filter(i -> i.name().matches(a[0])).toList();
        Map<String, Map<String, Completion>> done = new ConcurrentHashMap<>();
        Map<String, List<String>> log = new ConcurrentSkipListMap<>();
        long t0 = System.nanoTime();
        var pool = Executors.newFixedThreadPool(4);
        List<Future<?>> fs = new ArrayList<>();
        for (var e : hosts.entrySet()) {
            final var in = inputs;
            fs.add(pool.submit(() -> { for (var i : in) {
                if (i.name().equals("hostdev-scsi-vhost-rawio-invalid.xml")) continue;
                try { done.computeIfAbsent(i.name(), n -> new ConcurrentHashMap<>()).put(e.getKey(), Holdfast.complete(i.spec(), null, e.getValue())); }
                catch (CompleterException x) { log.computeIfAbsent("first-rejected " + e.getKey(), k -> new CopyOnWriteArrayList<>()).add(i.name()+" "+x.getMessage()); }
                catch (Throwable x) { log.computeIfAbsent("first-FAIL " + e.getKey()+" "+x.getClass().getSimpleName(), k -> new CopyOnWriteArrayList<>()).add(i.name()+" "+x.getMessage()+ (x instanceof HoldfastException?"":Arrays.toString(x.getStackTrace()).substring(0,400))); }
            }}));
        }
        for (var f : fs) f.get();
        fs.clear();
        System.out.println("first pass " + (System.nanoTime()-t0)/1e9);
        for (var e : hosts.entrySet()) {
            final var in = inputs;
            fs.add(pool.submit(() -> { for (var i : in) {
                var m = done.get(i.name()); if (m == null || !m.containsKey(e.getKey())) continue;
                // law 2
                try {
                    Completion again = Holdfast.complete(m.get(e.getKey()).spec(), null, e.getValue());
                    if (!again.additions().isEmpty()) add(log, "law2-nolock " + e.getKey(), i.name()+" "+again.additions());
                    if (!again.spec().text().equals(m.get(e.getKey()).spec().text())) add(log, "law3 " + e.getKey(), i.name());
                    Completion with = Holdfast.complete(m.get(e.getKey()).spec(), m.get(e.getKey()).lock(), e.getValue());
                    if (!with.additions().isEmpty()) add(log, "law2-lock " + e.getKey(), i.name()+" "+with.additions());
                    if (!Differs.same(with.domain(), m.get(e.getKey()).domain())) add(log, "law2-domain " + e.getKey(), i.name()+" "+Differs.diff(m.get(e.getKey()).domain(), with.domain()));
                    Lock back = LockText.read(LockText.write(m.get(e.getKey()).lock()), "x");
                    if (!back.equals(m.get(e.getKey()).lock())) add(log, "law1-locktext", i.name());
                    if (!Differs.same(back.toDomain(), m.get(e.getKey()).domain())) add(log, "law1-lockdomain", i.name()+Differs.diff(m.get(e.getKey()).domain(), back.toDomain()));
                } catch (Throwable x) { add(log, "law-FAIL " + e.getKey()+" "+x.getClass().getSimpleName(), i.name()+" "+x.getMessage()); }
                for (String from : LABS) {
                    if (from.equals(e.getKey()) || !m.containsKey(from)) continue;
                    String p = from + "->" + e.getKey();
                    try {
                        Completion c = Holdfast.complete(i.spec(), m.get(from).lock(), e.getValue());
                        var before = new ArrayList<>(Corpus.footprints(m.get(from).domain()));
                        for (String f : Corpus.footprints(c.domain())) before.remove(f);
                        if (!before.isEmpty()) add(log, "MOVED " + p, i.name()+" "+before); else add(log, "ok " + p, i.name());
                    } catch (RefusalException x) { add(log, "refused " + p, i.name()+" "+x.getMessage()); }
                    catch (CompleterException x) { add(log, "rejected " + p, i.name()+" "+x.getMessage()); }
                    catch (Throwable x) { add(log, "FAIL " + p, i.name()+" "+x); x.printStackTrace(); }
                }
            }}));
        }
        for (var f : fs) f.get();
        System.out.println("second pass " + (System.nanoTime()-t0)/1e9);
        log.forEach((k, v) -> { System.out.println("== " + k + " " + v.size()); if (!k.startsWith("ok") && !k.startsWith("first-rej")) v.stream().sorted().limit(a.length > 1 ? 1000 : 12).forEach(s -> System.out.println("     " + (s.length() > 700 ? s.substring(0, 700) : s).replace("\n", " | "))); });
        pool.shutdown(); hosts.values().forEach(Libvirt::close);
    }
    static void add(Map<String, List<String>> log, String k, String v) { log.computeIfAbsent(k, x -> new CopyOnWriteArrayList<>()).add(v); }
    static class Differs { static boolean same(Element x, Element y) { return diff(x,y).isEmpty(); }
      static List<dev.holdfast.match.Difference> diff(Element x, Element y) {
        var out = new ArrayList<dev.holdfast.match.Difference>();
        out.addAll(dev.holdfast.match.Differences.between(x.without("devices"), y.without("devices")));
        var p = dev.holdfast.match.AfterCompletion.match(dev.holdfast.device.DeviceKinds.in(x), dev.holdfast.device.DeviceKinds.in(y));
        p.gone().forEach(g -> out.add(new dev.holdfast.match.Difference("gone", g.toString(), null)));
        p.added().forEach(g -> out.add(new dev.holdfast.match.Difference("added", null, g.toString())));
        p.before().forEach((n, b) -> out.addAll(dev.holdfast.match.Differences.between(b, n)));
        return out; } }
}
