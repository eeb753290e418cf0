"""From sentences to frames: who did what to whom, where, when, how sure.

Senses (``Frame.sense``), for the stages that read frames (control, axes, bases, events):

==================  ==========================================================================================
sense               meaning of ``agent``, ``patient`` and of the place roles
==================  ==========================================================================================
``capture``         agent takes the ``object`` place from patient (also told from the loser's side: "lost X",
                    "X fell"); ``from``/``via`` where the text says where it came from
``recapture``       the same, the agent held it before
``enter``           agent's force goes into the ``object`` place (usually means it takes it)
``advance``         agent moves ``to`` a place (``from``, ``via``); reaches it or its edge
``offensive``       agent opens or wages an attack on the ``object``/``to`` place held by patient
``attack``          agent attacks patient ``at`` or the ``object`` place, one action
``clash``           agent and patient fight ``at`` a place
``repel``           agent beats back patient's attack on the ``object`` place
``besiege``         agent surrounds or blockades the ``object`` place (patient inside)
``relieve``         agent breaks patient's siege of the ``object`` place
``airstrike``, ``shelling``, ``bomb``, ``suicide_bomb``   agent hits the ``object``/``at`` place
``kill``, ``abduct``, ``rape``      agent does so to patient (usually ``civilians``) ``at`` a place
``mobilise``        agent sends or masses forces: ``to``/``at``, ``from``, ``via``
``establish``       agent sets up a base ``at`` a place (details ``base`` = kind as written)
``withdraw``        agent leaves the ``from`` place, going ``to`` a place
``handover``        agent gets the ``object`` place from patient without a fight
``ultimatum``, ``aid``, ``agreement``, ``ceasefire``, ``arrest``, ``loot``, ``disrupt``, ``other``, ``meeting``,
``statement``, ``sanction``, ``protest``, ``riot``         agent, patient, ``at``/``object``
``hold``            state: agent holds the ``object`` place ("is under the control of", "in rebel hands", "still
                    holds"); with patient when the text says against whom
``contest``         state: agent and patient each hold part of the ``object`` place
``based``           state: agent has a base, headquarters, camp, checkpoint ``at`` the place (details ``base``,
                    ``name``)
==================  ==========================================================================================

One frame per place that is acted upon: "captured A, B and C" gives three frames with the same trigger span.
``details`` holds, where the text has them: ``construction`` (active, passive, participle, noun ...), ``origin``
("from the west" -> ``west``), ``base``, ``variant`` (a narrower reading, see taxonomy.csv), ``inferred`` (which
arguments came from the context: ``agent``, ``patient``, ``place``, comma separated), ``negated`` = "yes" on states that
are denied ("does not hold").
"""
