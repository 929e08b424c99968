#include "ui/incident/placepanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

PlacePanel::PlacePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/place"_s, details, parent)
    , m_kind(new ChoiceGroup(tr("What it is")))
    , m_name(new QLineEdit)
    , m_reference(new QLineEdit)
    , m_link(new QLineEdit)
{
    setTexts(tr("A call or a reference of %1").arg(incident().reference()),
             tr("Nothing of it is opened by itself. A link is shown as text, and opened when somebody asks for it."),
             tr("Everybody who can read the incident sees it."));
    setPrimary(tr("Add"));
    m_kind->setObjectName(u"placeKind"_s);
    m_kind->addChoice(codeOf(PlaceKind::Call), nameOf(PlaceKind::Call), tr("Where the team meets: a bridge, a room."));
    m_kind->addChoice(codeOf(PlaceKind::Reference), nameOf(PlaceKind::Reference),
                      tr("A ticket or a case in another system."));
    m_kind->setValue(codeOf(PlaceKind::Call));
    draft().watch(u"kind"_s, m_kind);
    addRow(tr("What it is"), m_kind, u"kind"_s);
    const auto line = [this](QLineEdit *edit, const QString &name) {
        edit->setObjectName(name);
        draft().watch(name, edit);
        return edit;
    };
    addRow(tr("&Name"), line(m_name, u"placeName"_s), u"name"_s)->setHelp(tr("The system, or what the call is for."));
    addRow(tr("&Reference"), line(m_reference, u"placeReference"_s), u"reference"_s)
        ->setHelp(tr("A number to dial with its code, or the number of the ticket."));
    FormRow *link = addRow(tr("&Link"), line(m_link, u"placeLink"_s), u"link"_s);
    link->setHelp(tr("https:// or mailto: only."));
    link->setOptional(true);
    finish();
}

OutsidePlace PlacePanel::typed() const
{
    OutsidePlace p;
    p.kind = fromCode<PlaceKind>(m_kind->value().toString()).value_or(PlaceKind::Call);
    p.name = m_name->text().trimmed();
    p.reference = m_reference->text().trimmed();
    p.link = m_link->text().trimmed();
    return p;
}

QString PlacePanel::whyDisabled() const
{
    return whyNoRight(Right::AddEntry, incident(), context());
}

void PlacePanel::submit()
{
    const OutsidePlace place = typed();
    if (const auto ok = checkPlace(place); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id, place](Services &s) { return s.team.addPlace(id, place); },
        tr("%1 added").arg(place.name));
}

} // namespace tocsin
