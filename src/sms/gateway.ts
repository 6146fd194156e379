/** What sends a text to a subscriber's phone: this service's own texts, never a carrier's. */

export interface SmsGateway {
  /** Throws an Error that names neither number nor text when the gateway did not take it. */
  send(tel: string, text: string): Promise<void>;
}
