package chat.server.admin;

import chat.server.config.Arguments;
import chat.server.config.CommandSyntax;
import java.io.IOException;

/** A command that changes the store: the server that has it open does it, or, when there is none, this process. */
final class ChangeCommand implements Command {
    private final CommandSyntax syntax;
    private final Inputs inputs;
    private final boolean makesStore;
    private final StoreChanges changes;

    /** Where a command reads what it is to put into the store. */
    interface Inputs {
        /** Opens it. */
        LineFile open(Arguments arguments) throws IOException;
    }

    /** @param makesStore whether there need not be a store yet */
    ChangeCommand(CommandSyntax syntax, Inputs inputs, boolean makesStore, StoreChanges changes) {
        this.syntax = syntax;
        this.inputs = inputs;
        this.makesStore = makesStore;
        this.changes = changes;
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        Changes.check(syntax.name(), call.arguments());
        Inspections.refuseMemory(call.config());
        try (LineFile input = inputs.open(call.arguments())) {
            call.terminal().tell(changes.carryOut(syntax.name(), call, input, makesStore));
        }
    }
}
