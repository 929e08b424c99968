#include "ui/incident/liftpanel.h"

#include "ui/common/formrow.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

LiftPanel::LiftPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/lift"_s, details, parent)
{
    setTexts(tr("Lift the restriction of %1").arg(incident().reference()),
             tr("Everybody who reads incidents sees it again: title, timeline, files and record, also what was written "
                "while it was restricted."),
             tr("The timeline says who lifted it and why."));
    setPrimary(tr("Lift the restriction"), true);
    addText(tr("&Why everybody may know of it"), m_reason, u"reason"_s, u"reason"_s);
    finish();
}

QString LiftPanel::whyDisabled() const
{
    return whyNot(Act::LiftRestriction, incident(), context());
}

void LiftPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    run([id = incident().id, version = incident().version,
         reason](Services &s) { return s.restrictions.lift(id, version, reason); },
        tr("%1 is no longer restricted").arg(incident().reference()));
}

} // namespace tocsin
