#pragma once

#include "models/domain/redaction.h"
#include "ui/common/panelmaker.h"
#include "ui/incident/actpanel.h"

class QComboBox;

namespace tocsin {

class AttestationForm;

/** What goes, line by line: of a request that is made, or of one that waits. */
[[nodiscard]] QString redactionPlacesText(const QList<RedactionPlace> &places);

/** Asks for a redaction (P12.2): what would go, why, and as whom; the other one of the two confirms it. */
class AskRedactionPanel : public ActPanel
{
    Q_OBJECT

public:
    /** `table` and `row`: what is pointed at; "incident": every text of it. */
    AskRedactionPanel(const UiContext &ui, const IncidentDetails &details, const QString &table, qint64 row,
                      QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void read();

    QString m_table;
    qint64 m_row;
    Label *m_places;
    QComboBox *m_ground;
    QComboBox *m_capacity;
    QPlainTextEdit *m_reason = nullptr;
    bool m_read = false;
};

/** Confirms what the other one asked for: it is carried out at once, and cannot be undone. */
class ConfirmRedactionPanel : public ActPanel
{
    Q_OBJECT

public:
    ConfirmRedactionPanel(const UiContext &ui, const IncidentDetails &details, const Redaction &redaction,
                          QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    Redaction m_redaction;
    Label *m_places;
    AttestationForm *m_attested = nullptr; ///< on a file, where the other one's words are written down (P13.5)
    bool m_read = false;
};

/** Makes the panel that asks for the redaction of one row. */
[[nodiscard]] PanelMaker askRedaction(const QString &table, qint64 row);

} // namespace tocsin
