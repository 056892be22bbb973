/** Says why a form was not accepted, as soon as that is known. */
export const FormAlert = ({ message }: { message?: string }) => (
  <div role="alert">
    {message && (
      <p className="rounded-md border border-danger bg-danger-soft px-4 py-3 font-medium text-danger-strong">
        {message}
      </p>
    )}
  </div>
)
