package dev.holdfast.libvirt.client;

import com.sun.jna.CallbackProxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A function that C calls and that answers nothing; JNA is told of its parameters and needn't look for them. */
final class NativeCallback implements CallbackProxy {

    private final Consumer<@Nullable Object[]> body;
    private final Class<?>[] parameters;

    /** With parameters of these types, {@code int} and pointers. */
    NativeCallback(Consumer<@Nullable Object[]> body, Class<?>... parameters) {
        this.body = body;
        this.parameters = parameters;
    }

    @Override
    public @Nullable Object callback(@Nullable Object[] arguments) {
        body.accept(arguments);
        return null;
    }

    @Override
    public Class<?>[] getParameterTypes() {
        return parameters.clone();
    }

    @Override
    public Class<?> getReturnType() {
        return void.class;
    }
}
