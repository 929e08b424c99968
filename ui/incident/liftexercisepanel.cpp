#include "ui/incident/liftexercisepanel.h"

#include "ui/common/formrow.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

LiftExercisePanel::LiftExercisePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/lift-exercise"_s, details, parent)
{
    setTexts(tr("Show that %1 is an exercise").arg(incident().reference()),
             tr("From now on everybody sees the mark, and its clocks and figures are kept apart. It cannot be hidden "
                "again."),
             tr("The timeline says who lifted it, and why. Now only its leads see it: %1.")
                 .arg(details.exercise.leads.join(u", "_s)));
    setPrimary(tr("Show the mark to everybody"));
    addText(tr("&Why now"), m_reason, u"reason"_s, u"reason"_s);
    finish();
}

QString LiftExercisePanel::whyDisabled() const
{
    if (!details().exercise.secret)
        return tr("Everybody sees it already.");
    return whyNot(Act::LiftExercise, incident(), context());
}

void LiftExercisePanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty())
        return showError({ErrorKind::Invalid, tr("Say why everybody may know now."), {}, u"reason"_s});
    run([id = incident().id, version = incident().version,
         reason](Services &s) { return s.exercises.lift(id, version, reason); },
        tr("Everybody sees that %1 is an exercise").arg(incident().reference()));
}

} // namespace tocsin
