#pragma once

#include "ui/notices/noticepanel.h"

namespace tocsin {

class AttestationForm;
class Label;

/** Records what legal decided on a notice: approved, or back to its author (P9.7, P13.5). */
class LegalPanel : public NoticePanel
{
    Q_OBJECT

public:
    enum class Decision { Approve, Return };

    LegalPanel(const UiContext &ui, Decision decision, const IncidentDetails &details, const NoticeDetails &notice,
               QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;
    /** To the provider's own people: the incident manager decides alone (P9.1). */
    [[nodiscard]] bool isInternal() const;
    /** By own log-in: legal, and not the author. */
    [[nodiscard]] bool decidesAlone() const;

private:
    /** Names of other customers: those that are meant are shown, those that are not keep it from approval (P9.3). */
    void readNames();

    Decision m_decision;
    AttestationForm *m_legal;
    QPlainTextEdit *m_remark = nullptr;
    Label *m_meant = nullptr;
    QStringList m_named; ///< places that nobody said are meant
};

} // namespace tocsin
