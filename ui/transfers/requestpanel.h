#pragma once

#include "models/domain/transfer.h"
#include "ui/incident/actpanel.h"

class QComboBox;
class QLineEdit;

namespace tocsin {

class ChoiceGroup;
class FormRow;
class InstantEdit;
class ItemList;

/** A transfer is asked for (P10.2), or one that was never asked for is recorded as a breach of procedure (P10.1). */
class TransferRequestPanel : public ActPanel
{
    Q_OBJECT

public:
    enum class Mode { Ask, Breach };
    TransferRequestPanel(const UiContext &ui, const IncidentDetails &details, Mode mode, QWidget *parent = nullptr);
    [[nodiscard]] ItemList *items() const { return m_items; }
    [[nodiscard]] int preferredWidth() const override { return 520; }

Q_SIGNALS:
    /** The request is there; the list chooses it. */
    void asked(tocsin::TransferId id);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void build();
    void buildChoices();
    void buildHandling();
    void buildBreach();
    void readPeople();
    void showList();
    [[nodiscard]] TransferInput value() const;
    QLineEdit *addLine(const QString &label, const QString &field, const QString &placeholder = {});

    Mode m_mode;
    ChoiceGroup *m_kind = nullptr;
    QComboBox *m_requester = nullptr;
    QLineEdit *m_title;
    QComboBox *m_dataKind;
    QComboBox *m_environment;
    QComboBox *m_personal;
    QPlainTextEdit *m_what = nullptr;
    QLineEdit *m_amount = nullptr;
    QLineEdit *m_whose = nullptr;
    QLineEdit *m_source = nullptr;
    QLineEdit *m_destination = nullptr;
    QPlainTextEdit *m_purpose = nullptr;
    QLineEdit *m_handlers = nullptr;
    QLineEdit *m_protection = nullptr;
    QLineEdit *m_destruction = nullptr;
    InstantEdit *m_keepUntil = nullptr;
    FormRow *m_listRow = nullptr;
    QPlainTextEdit *m_found = nullptr;
    ItemList *m_items = nullptr;
    QLineEdit *m_carrier = nullptr;
    QLineEdit *m_how = nullptr;
    InstantEdit *m_at = nullptr;
};

} // namespace tocsin
