#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

/** What a ReasonPanel says and does. */
struct ReasonAct
{
    QString name; ///< of the draft: "act/unlink-12"
    QString title;
    QString what;
    QString whoSees;
    QString label;   ///< of the field
    QString missing; ///< said when the field is empty
    QString primary;
    QString said; ///< when it is done
    bool danger = false;
    Right right = Right::AddEntry;
    std::function<Result<void>(Services &, const Incident &seen, const QString &reason)> job;
};

/** An act that needs a reason and nothing else. */
class ReasonPanel : public ActPanel
{
    Q_OBJECT

public:
    ReasonPanel(const UiContext &ui, const IncidentDetails &details, ReasonAct act, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    ReasonAct m_act;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
