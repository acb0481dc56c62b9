"""Pictures: what there is to see of a case, as bounded data; drawn later."""
