people-which = Which { $who }: { $choices }?
people-unknown = There is no { $who } in your contacts.
people-unknown-near = There is no { $who } in your contacts. The nearest is { $near }.
