#pragma once

#include "models/services/awarenessservice.h"
#include "ui/incident/actpanel.h"

class QVBoxLayout;

namespace tocsin {

class AttestationForm;
class InstantEdit;

/** Records when the provider became aware, by legal's word, and shows what was recorded before (P7.6). */
class AwarenessPanel : public ActPanel
{
    Q_OBJECT

public:
    AwarenessPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 480; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void read();
    void take(const AwarenessView &view);
    void updateTexts();
    void showHistory();
    [[nodiscard]] bool isLegal() const;
    /** As chosen, to the minute; of the minute of a known instant that instant itself. */
    [[nodiscard]] qint64 atMs() const;

    AwarenessView m_view;
    bool m_loaded = false;
    Label *m_now;
    InstantEdit *m_at;
    FormRow *m_atRow = nullptr;
    QPlainTextEdit *m_reason = nullptr;
    AttestationForm *m_legal;
    FormRow *m_legalRow;
    QVBoxLayout *m_history;
};

} // namespace tocsin
