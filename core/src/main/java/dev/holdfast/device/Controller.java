package dev.holdfast.device;

/** Controllers, buses and ports. Companion USB controllers share an index; their models differ. */
final class Controller {

    static final DeviceKind KIND = DeviceKind.named("controller")
            .keys(Key.strong("@type", "@index", "@model"), Key.strong("@type", "@index"), Key.shared("@type", "@model"))
            .nature("@type", "@model")
            .hostSide("driver@iothread", "driver/iothreads")
            .withoutAlias();

    private Controller() {}
}
