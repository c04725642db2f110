//! Articles to put into a site.

use std::fmt::Write as _;

/// Writes an article of a title, further lines of front matter, and questions with their answers.
pub fn article(title: &str, front_matter: &str, questions: &[(&str, &str)]) -> String {
    let mut text = format!("---\ntitle: {title}\n{front_matter}---\n\n# {title}\n\n");
    for (question, answer) in questions {
        write!(text, "## {question}\n\n{answer}\n\n").unwrap();
    }
    text
}

/// Paths and texts of an English article, the French one that translates it, and a German one that
/// stands alone.
pub const BAKERY: [(&str, &str); 3] = [
    (
        "content/en/bakery.md",
        "---
title: Bakery FAQ
author: anna
ms.assetid: 6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90
---

# Questions to the bakery

## Orders

### Can I order a cake by telephone?

Yes. Call before noon and name the size, the filling and the day. The number is on every paper bag.

### Do you deliver to the islands?

Only when the ferry sails, and for orders above *thirty* crowns.

## Opening hours

On weekdays from six to eighteen. The oven rests on Sundays.
",
    ),
    (
        "content/fr/bakery.md",
        "---
title: FAQ de la boulangerie
author: marie
ms.assetid: 6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90
---

# Questions à la boulangerie

## <a name=\"orders\"></a>Commandes

### <a name=\"can-i-order-a-cake-by-telephone\"></a>Puis-je commander un gâteau par téléphone ?

Oui. Appelez avant midi et indiquez la taille, la garniture et le jour.

### <a name=\"do-you-deliver-to-the-islands\"></a>Livrez-vous sur les îles ?

Seulement quand le bac circule.

## <a name=\"opening-hours\"></a>Heures d’ouverture

En semaine, de six heures à dix-huit heures.
",
    ),
    (
        "content/de/brot.md",
        "---
title: Brot
---

# Brot

## Gibt es Brot ohne Weizen?

Ja, aus Roggen und aus Dinkel.
",
    ),
];

/// Returns paths and texts of two English articles, about boats and tents, and of the French
/// translation of the first.
pub fn harbour() -> [(&'static str, String); 3] {
    let boats = [
        ("Can I rent a boat?", "Yes, at the harbour, by the hour."),
        ("Do I need a licence?", "Only for the large motor boats."),
        ("May dogs come along?", "Yes, with a life vest."),
    ];
    let tents = [
        (
            "Where may I pitch a tent?",
            "On the meadow behind the mill.",
        ),
        ("Is there a shower?", "Beside the kitchen."),
    ];
    let bateaux = [
        ("Puis-je louer un bateau ?", "Oui, au port, à l'heure."),
        ("Faut-il un permis ?", "Pour les grands bateaux seulement."),
        ("Les chiens sont-ils admis ?", "Oui, avec un gilet."),
    ];
    let translated = "ms.assetid: boat-1\n";
    [
        ("content/en/boat.md", article("Boats", translated, &boats)),
        ("content/en/tent.md", article("Tents", "", &tents)),
        (
            "content/fr/boat.md",
            article("Bateaux", translated, &bateaux),
        ),
    ]
}
