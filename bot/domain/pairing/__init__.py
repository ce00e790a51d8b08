"""How two people become a pair and stay one: asked, suggested, answered, met. Whom it is comes from matching."""
