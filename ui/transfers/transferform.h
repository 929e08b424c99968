#pragma once

#include "models/services/transferservice.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPushButton;

namespace tocsin {

class Banner;
class FormDraft;
class Services;

/** A card in which a person does one act on a transfer; keeps a draft and says what was refused. */
class TransferForm : public Card
{
    Q_OBJECT

public:
    TransferForm(const UiContext &ui, QString draftName, QWidget *parent = nullptr);
    ~TransferForm() override;

    /** Another transfer, or the same read anew: what is typed stays then. */
    void showDetails(const TransferDetails &details);
    [[nodiscard]] const TransferDetails &details() const { return m_details; }

Q_SIGNALS:
    /** It is in the record. */
    void done(const QString &said);
    /** Somebody else was faster: it has to be read anew. */
    void stale();

protected:
    /** `fresh`: another transfer than before. */
    virtual void fill(bool fresh) = 0;
    void run(std::function<Result<void>(Services &)> job, const QString &said);
    void showError(const QString &text, QWidget *field = nullptr);
    void clearError();
    [[nodiscard]] const Transfer &transfer() const { return m_details.transfer; }
    [[nodiscard]] TransferActor actor() const;
    [[nodiscard]] bool requesterHolds() const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] bool isShared() const;
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] qint64 nowMs() const;
    [[nodiscard]] FormDraft &draft() const { return *m_draft; }
    /** Enabled where `why` is empty; else it says why not. */
    static void allow(QPushButton *button, const QString &why);

    UiContext m_ui;

private:
    QString m_draftName;
    TransferDetails m_details;
    FormDraft *m_draft;
    Banner *m_banner;
    bool m_busy = false;
};

} // namespace tocsin
