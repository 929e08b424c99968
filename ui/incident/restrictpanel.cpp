#include "ui/incident/restrictpanel.h"

#include "models/services/workspace.h"
#include "ui/incident/restrictionform.h"

using namespace Qt::StringLiterals;

namespace tocsin {

RestrictPanel::RestrictPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/restrict"_s, details, parent)
    , m_form(new RestrictionForm)
{
    m_form->setShared(ui.workspace->status().isShared);
    m_form->watch(draft());
    addWidget(m_form);
    connect(m_form, &RestrictionForm::changed, this, [this] { updateButton(); });
    refresh();
    readPeople();
    finish();
}

void RestrictPanel::readPeople()
{
    m_ui.workspace->run<Restriction>(
        this, [id = incident().id](Services &s) { return s.restrictions.of(id); },
        [this](const Result<Restriction> &r) {
            if (!r)
                return showError(r.error());
            m_read = true;
            m_form->showRestriction(*r, context().person.id, incident().manager);
            updateButton();
        });
}

void RestrictPanel::refresh()
{
    const bool restricted = incident().restricted;
    setTexts(restricted ? tr("Who sees %1").arg(incident().reference()) : tr("Restrict %1").arg(incident().reference()),
             restricted
                 ? tr("Only who is ticked sees that this incident exists. Whoever you untick loses it at once.")
                 : tr("From now on only who is ticked sees that this incident exists. Everybody else loses it at "
                      "once, also where it is open."),
             tr("Those who see it read in the timeline who decided this, and why. What others read or were told before "
                "cannot be taken back."));
    setPrimary(restricted ? tr("Keep it to these people") : tr("Restrict the incident"));
}

QString RestrictPanel::whyDisabled() const
{
    if (const QString why = whyNot(Act::Restrict, incident(), context()); !why.isEmpty())
        return why;
    return m_read ? QString() : tr("Reading who there is…");
}

void RestrictPanel::submit()
{
    run([id = incident().id, version = incident().version,
         input = m_form->input()](Services &s) { return s.restrictions.restrict(id, version, input); },
        tr("%1 is seen by %2").arg(incident().reference(), m_form->namedText()));
}

} // namespace tocsin
