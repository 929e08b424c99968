#include "ui/incident/linkpanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/incidentpicker.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString definitionOf(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Related:
        return LinkPanel::tr("They have something in common.");
    case LinkKind::CausedBy:
        return LinkPanel::tr("The other one led to this.");
    case LinkKind::PartOf:
        return LinkPanel::tr("The other one is the larger event.");
    case LinkKind::DuplicateOf:
        return LinkPanel::tr("The other one goes on and shows both timelines. This one can then end as a duplicate.");
    }
    return {};
}

} // namespace

LinkPanel::LinkPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/link"_s, details, parent)
    , m_kind(new ChoiceGroup(tr("How they belong together")))
    , m_other(new IncidentPicker(ui, details.incident.id))
{
    setTexts(tr("Link %1 with another incident").arg(incident().reference()),
             tr("Nothing is moved or merged. The link can be taken back with a reason."),
             tr("Both incidents show it, to everybody who can read both."));
    setPrimary(tr("Link"));
    m_kind->setObjectName(u"linkKind"_s);
    for (const auto &e : enumTable<LinkKind>())
        m_kind->addChoice(codeOf(e.value), nameOf(e.value), definitionOf(e.value));
    draft().watch(u"kind"_s, m_kind);
    connect(m_kind, &ChoiceGroup::valueChanged, this, &LinkPanel::updateButton);
    addRow(tr("This incident is"), m_kind, u"kind"_s);
    draft().watch(
        u"other"_s, [this] { return QJsonValue(m_other->chosen().value); },
        [this](const QJsonValue &v) { m_other->setChosen(IncidentId{v.toInteger()}); });
    connect(m_other, &IncidentPicker::chosenChanged, this, [this] {
        draft().touch();
        updateButton();
    });
    addRow(tr("The &other incident"), m_other, u"other"_s);
    addText(tr("&Why"), m_reason, u"reason"_s, u"reason"_s)->setOptional(true);
    finish();
}

QString LinkPanel::whyDisabled() const
{
    const QString why = whyNoRight(Right::AddEntry, incident(), context());
    return why.isEmpty() && !fromCode<LinkKind>(m_kind->value().toString()) ? tr("Choose how they belong together.")
                                                                            : why;
}

void LinkPanel::submit()
{
    const auto kind = fromCode<LinkKind>(m_kind->value().toString());
    if (!kind)
        return;
    LinkFacts facts;
    facts.kind = *kind;
    facts.otherGiven = m_other->chosen().isValid();
    if (const auto ok = checkLink(facts); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id, other = m_other->chosen(), kind = *kind,
         reason = m_reason->toPlainText()](Services &s) { return s.links.link(id, other, kind, reason); },
        tr("%1 linked").arg(incident().reference()));
}

} // namespace tocsin
